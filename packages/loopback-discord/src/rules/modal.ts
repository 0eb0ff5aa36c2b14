import type { APIModalInteractionResponseCallbackData } from "discord-api-types/v10";
import { type FormIssue, invalidForm } from "../rest/refusal.ts";
import { checkComponentTree } from "./components.ts";

/** @throws {Refusal} 50035. https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal */
export function checkModal(modal: APIModalInteractionResponseCallbackData): void {
  const nodes = modal.components as unknown as Parameters<typeof checkComponentTree>[0];
  const issues: FormIssue[] = checkComponentTree(nodes, "components");
  if (nodes.length < 1 || nodes.length > 5) {
    issues.push({
      path: ["components"],
      code: "BASE_TYPE_BAD_LENGTH",
      message: "Must be between 1 and 5 in length.",
    });
  }
  for (const [index, node] of nodes.entries()) {
    const input = node.type === 1 ? node.components?.[0] : undefined;
    if (node.type === 1 && node.components?.length !== 1) {
      issues.push({
        path: ["components", index],
        code: "BASE_TYPE_BAD_LENGTH",
        message: "Must be 1 in length.",
      });
    }
    if (input !== undefined && !input.label) {
      const path = ["components", index, "components", 0, "label"];
      issues.push({ path, code: "BASE_TYPE_REQUIRED", message: "This field is required" });
    }
  }
  if (issues.length > 0) throw invalidForm(issues);
}
