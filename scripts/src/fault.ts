/** Something a person can put right: one line in each language and the way out. Everything else is a defect. */
export class HouseFault extends Error {
  readonly ja: string;
  readonly wayOut: string;

  constructor(said: { ja: string; en: string; wayOut: string }) {
    super(said.en);
    this.name = 'HouseFault';
    this.ja = said.ja;
    this.wayOut = said.wayOut;
  }
}

/** The lines a person sees when a command ends badly. Ours are short; a defect keeps its stack for the report. */
export function describeFault(fault: unknown): string {
  if (fault instanceof HouseFault) return `✗ ${fault.ja} / ${fault.message}\n  → ${fault.wayOut}\n`;
  const detail = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
  return `✗ 想定外の誤りで止まりました。 / Stopped by an unexpected fault.\n${detail}\n`;
}
