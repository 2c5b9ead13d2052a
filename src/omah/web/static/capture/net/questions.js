// Questions on their way to the helpdesk, and the answers on their way back.

import { questions, stands, unsent } from "../store/questions.js";
import { askDesk, myTickets, RefusedError } from "./api.js";

/** The desk will never take it as it is: malformed, or its id is another's. */
const FOR_GOOD = new Set([400, 409]);

/** Send what waits, each by its own id; then ask how those sent before stand. */
export async function sendQuestions() {
  for (const one of await unsent()) await sendQuestion(one);
  const open = (await questions()).filter((one) => one.code && one.state !== "closed");
  if (open.length) await lookAfter(new Set(open.map((one) => one.id)));
}

async function sendQuestion({ id, asked }) {
  try {
    const { code } = await askDesk(asked);
    await stands(id, { state: "asked", code });
  } catch (problem) {
    if (!(problem instanceof RefusedError)) throw problem;
    // Signed out, or not yet let in: it waits here until that is mended.
    if (FOR_GOOD.has(problem.status)) await stands(id, { state: "refused" });
  }
}

async function lookAfter(open) {
  try {
    const { tickets } = await myTickets();
    for (const { id, ...now } of tickets) if (open.has(id)) await stands(id, now);
  } catch (problem) {
    if (!(problem instanceof RefusedError)) throw problem;
  }
}
