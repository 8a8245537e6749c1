/** True when the first bytes are those of a PDF, JPEG, PNG or HEIC. The server looks closer; this saves the sending. */
export async function isKnownKind(file: Blob): Promise<boolean> {
  const head = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  const text = String.fromCharCode(...head);
  return (
    text.startsWith('%PDF-') ||
    text.startsWith('\u00ff\u00d8\u00ff') ||
    text.startsWith('\u0089PNG') ||
    text.slice(4, 8) === 'ftyp'
  );
}
