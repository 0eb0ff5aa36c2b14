const fault = document.querySelector("#fault");

/** Says plainly what went wrong; an empty text takes it away. */
export function showFault(text) {
  fault.hidden = text === "";
  fault.querySelector("span").textContent = text;
}

fault.querySelector("button").addEventListener("click", () => showFault(""));
