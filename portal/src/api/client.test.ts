import { describe, expect, it } from 'vitest';
import { fileAddress } from './client.ts';

describe('fileAddress', () => {
  it('puts what does not stand in the path into the query', () => {
    const address = fileAddress('attachment.page', { id: 'a', attachmentId: 'b', page: '2', width: '160' });
    expect(address).toBe('/grants/applications/a/attachments/b/pages/2?width=160');
    expect(fileAddress('attachment.file', { id: 'a', attachmentId: 'b' })).toBe(
      '/grants/applications/a/attachments/b/file',
    );
  });
});
