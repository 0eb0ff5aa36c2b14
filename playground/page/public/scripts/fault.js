const fault = document.querySelector("#fault");

/** Shows an error message; an empty text removes it. */
export function showFault(text) {
  fault.hidden = text === "";
  fault.querySelector("span").textContent = text;
}

fault.querySelector("button").addEventListener("click", () => showFault(""));
