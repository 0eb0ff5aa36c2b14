// Loaded before a script, it adds the kind of site whose comments are JSON files to those that are built in.
import { sourceKinds } from "../../src/sources/index.ts";
import { jsonKind } from "../sources/json/json-source.ts";

Object.assign(sourceKinds, { json: jsonKind });
