// Figures being keyed in: kept at every key, field by field, so two tabs can't clash.

import { change, get } from "./db.js";

/** @typedef {{sheet: string, keyed: Record<string, string>, signed?: string}} Draft */

/** @returns {Promise<Draft>} */
export const draftOf = async (sheet) => (await get("drafts", sheet)) ?? { sheet, keyed: {} };

/** Keep one field as it stands now; a signed draft changes no more. */
export const keepField = (sheet, field, keyed) =>
  change("drafts", sheet, (draft = { sheet, keyed: {} }) =>
    draft.signed ? undefined : { ...draft, keyed: { ...draft.keyed, [field]: keyed } },
  );
