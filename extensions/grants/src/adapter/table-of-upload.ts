import { readTable, SeveralSheets, type TextTable } from '../sheets/read-table.ts';
import { refused } from './refused.ts';
import type { Upload } from './upload.ts';

/**
 * 表のファイルの読取り: the rows of an upload. GUARD_FAILED when it is a workbook of several sheets; what is no table at all
 * is refused by the caller, in the words of its own list.
 * @param event Japanese name of what it is read for
 */
export async function tableOfUpload(upload: Upload, event: string, noTable: () => never): Promise<TextTable> {
  return readTable(upload.content).catch((error: unknown) => {
    if (!(error instanceof SeveralSheets)) return noTable();
    const names = error.names.map((name) => `「${name}」`).join('');
    return refused('GUARD_FAILED', {
      event,
      reason: `行のあるシートが${String(error.names.length)}つあります（${names}）。どのシートも読み込んでいません。シートごとに1つのファイルに分けて、読み込んでください。`,
    });
  });
}
