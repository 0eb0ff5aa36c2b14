// Loaded before a script: adds the kind of site whose comments are JSON files to the built-in kinds.
import { sourceKinds } from "../../src/sources/index.ts";
import { jsonKind } from "../sources/json/json-source.ts";

Object.assign(sourceKinds, { json: jsonKind });
