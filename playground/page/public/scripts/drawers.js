const drawers = ["sidebar", "forum"].map((id) => document.getElementById(id));
const panes = [...drawers, document.querySelector("#middle")];

/** The element that gets the focus back when the open drawer closes. */
let opener;

/** Opens or closes a drawer. On narrow screens, the channels and the forum cover the messages, which cannot be used meanwhile. */
function toggleDrawer(name) {
  const drawer = document.getElementById(name);
  if (drawer.classList.contains("open")) return closeDrawers();
  opener = document.activeElement;
  show(drawer);
  drawer.querySelector("button").focus();
}

function show(open) {
  for (const drawer of drawers) drawer.classList.toggle("open", drawer === open);
  for (const pane of panes) pane.inert = open !== undefined && pane !== open;
}

/** Shows the forum. On wide screens, where it is beside the messages, focuses its search. */
function showForum() {
  const button = document.querySelector("#forum button");
  if (button.checkVisibility()) toggleDrawer("forum");
  else document.querySelector("#words").focus();
}

export function closeDrawers() {
  if (!drawers.some((drawer) => drawer.classList.contains("open"))) return;
  show(undefined);
  opener?.focus({ preventScroll: true });
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-drawer]");
  if (button) toggleDrawer(button.dataset.drawer);
  else if (target.closest("[data-show-forum]")) showForum();
  else if (!target.closest(".open")) closeDrawers();
});
document.addEventListener("keydown", ({ key }) => key === "Escape" && closeDrawers());
// A wider window shows the panels beside the messages instead of over them.
for (const width of [700, 1040])
  matchMedia(`(max-width: ${width}px)`).addEventListener("change", closeDrawers);
