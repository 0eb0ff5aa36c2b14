import { showMoments } from "./moments.js";
import "./spoilers.js";

showMoments(document);
