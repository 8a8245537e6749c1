/** QR codes drawn as squares of ink: on cover sheets, letters and labels. */
import { create } from 'qrcode';
import type { Sheet } from './sheet.ts';

/** Quiet zone of four modules around the code (JIS X 0510). */
const QUIET = 4;

/** Where a code stands and how wide it is, quiet zone included; points. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

/** Draws `text` as a code that may lose a quarter of itself (level Q). */
export function qrCode({ doc }: Pick<Sheet, 'doc'>, text: string, { x, y, side }: Place): void {
  const { size, data } = create(text, { errorCorrectionLevel: 'Q' }).modules;
  const module = side / (size + 2 * QUIET);
  doc.fillColor('black');
  data.forEach((dark, index) => {
    if (dark === 0) return;
    const column = (index % size) + QUIET;
    const row = Math.floor(index / size) + QUIET;
    // A hair wider than a module, so that no printer leaves white lines between dark ones.
    doc.rect(x + column * module, y + row * module, module + 0.05, module + 0.05);
  });
  doc.fill();
}
