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

/** What the machine refuses, said for people: no right to write, no room left. */
function machineFault(fault: unknown): HouseFault | undefined {
  if (!(fault instanceof Error) || !('code' in fault)) return undefined;
  const place = 'path' in fault && typeof fault.path === 'string' ? fault.path : '';
  switch (fault.code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new HouseFault({
        ja: `書き込めない場所があります: ${place}`,
        en: `Not writable: ${place}.`,
        wayOut: 'Give yourself the folder (chown), or choose another: npm start -- --data <folder>',
      });
    case 'ENOSPC':
      return new HouseFault({
        ja: 'ディスクの空きがありません。',
        en: 'No space is left on the disk.',
        wayOut: 'Make room (about 2 GB), and run the command again.',
      });
    default:
      return undefined;
  }
}

/** The lines a person sees when a command ends badly. Ours are short; a defect keeps its stack for the report. */
export function describeFault(fault: unknown): string {
  const known = fault instanceof HouseFault ? fault : machineFault(fault);
  if (known !== undefined) return `✗ ${known.ja} / ${known.message}\n  → ${known.wayOut}\n`;
  const detail = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
  return `✗ 想定外の誤りで止まりました。 / Stopped by an unexpected fault.\n${detail}\n`;
}
