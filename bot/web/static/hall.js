"use strict";
// Asks every few seconds what has changed; without a line what is shown stays.
const EVERY = 4000;
const at = (name) => document.querySelector(`[data-testid="${name}"]`);

function show(state) {
  at("count").textContent = state.count;
  at("questions").replaceChildren(...state.questions.map((said) => {
    const line = document.createElement("li");
    line.textContent = said;
    return line;
  }));
  document.querySelector("h2").hidden = !state.questions.length;
}

async function look() {
  let there = false;
  try {
    const answer = await fetch("/hall/state", { headers: { "X-Requested-With": "fetch" }, signal: AbortSignal.timeout(EVERY) });
    if (answer.ok) {
      show(await answer.json());
      there = true;
    }
  } catch {
    // The line is away: the next look may find it.
  }
  at("offline").hidden = there;
  setTimeout(look, EVERY);
}

setTimeout(look, EVERY);
