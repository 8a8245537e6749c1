/** A TrueType file, as far as cutting it up needs to read it. Offsets as in the OpenType specification. */

/** What the style sheet must know of a face, in thousandths of its size. */
export interface Measures {
  readonly ascent: number;
  readonly descent: number;
  readonly lineGap: number;
}

function table(face: Buffer, tag: string): Buffer {
  const count = face.readUInt16BE(4);
  for (let index = 0; index < count; index += 1) {
    const at = 12 + 16 * index;
    if (face.toString('latin1', at, at + 4) !== tag) continue;
    return face.subarray(face.readUInt32BE(at + 8), face.readUInt32BE(at + 8) + face.readUInt32BE(at + 12));
  }
  throw new Error(`The face has no table ${tag}`);
}

/** Height and depth of the face (tables `hhea` and `head`). */
export function measuresOf(face: Buffer): Measures {
  const hhea = table(face, 'hhea');
  const unit = table(face, 'head').readUInt16BE(18) / 1000;
  return {
    ascent: hhea.readInt16BE(4) / unit,
    descent: -hhea.readInt16BE(6) / unit,
    lineGap: hhea.readInt16BE(8) / unit,
  };
}

/** Code points of the face (table `cmap`, format 12: groups of first, last and glyph). */
export function codePointsOf(face: Buffer): number[] {
  const cmap = table(face, 'cmap');
  const count = cmap.readUInt16BE(2);
  for (let index = 0; index < count; index += 1) {
    const part = cmap.subarray(cmap.readUInt32BE(4 + 8 * index + 4));
    if (part.readUInt16BE(0) !== 12) continue;
    const groups = part.readUInt32BE(12);
    return Array.from({ length: groups }, (_none, group) => {
      const first = part.readUInt32BE(16 + 12 * group);
      const last = part.readUInt32BE(20 + 12 * group);
      return Array.from({ length: last - first + 1 }, (_empty, step) => first + step);
    }).flat();
  }
  throw new Error('The face has no list of code points in format 12');
}
