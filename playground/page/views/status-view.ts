import { type Html, html } from "../html.ts";
import type { Scene } from "../scene.ts";
import { avatarView } from "./avatar-view.ts";

/** Shows the member of the page, the bot, and anything that the bot did although Discord forbids it. */
export function statusView(scene: Scene): Html {
  const { member, discord, isBotConnected } = scene;
  const violations = discord.violations.length;
  const pings = discord.pings.length;
  const trouble = [
    violations > 0 ? `${violations} ${violations === 1 ? "violation" : "violations"} of Discord's rules` : "",
    pings > 0 ? `${pings} ${pings === 1 ? "ping" : "pings"}` : "",
  ].filter(Boolean);
  return html`<div class="who">${avatarView(member.name)}<span><b>${member.name}</b><span class="quiet">a member of this server</span></span></div>
    <div class="bot"><span class="dot ${isBotConnected ? "online" : ""}" aria-hidden="true"></span>The bot is ${isBotConnected ? "online" : "not connected"}${trouble.length > 0 && html`<span class="trouble"> · ${trouble.join(", ")}</span>`}</div>`;
}
