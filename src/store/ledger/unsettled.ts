import { sql } from "kysely";

/** Selects the rows with something left to do. Written out, without parameters, so that their own index is used: ledger_unsettled. */
export const isUnsettled = sql<boolean>`ledger.state in ('planned', 'sending', 'stale')`;
