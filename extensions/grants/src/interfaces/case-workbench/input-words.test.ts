import { describe, expect, it } from 'vitest';
import { agentWords, saidOf } from './input-words.ts';

const agent = {
  name: '代行 花子',
  office: '',
  qualification: '社会保険労務士',
  registrationNumber: '12345678',
  mandateEnclosed: true,
};

describe('what a person was about to do', () => {
  it('is said line by line, the agent of a postal case among it', () => {
    const changes = [{ key: 'employerName', value: '株式会社あおば' }];
    expect(saidOf({ changes, reason: '登記と照合', agent })).toEqual([
      { label: '理由', value: '登記と照合' },
      { label: '手続代行者', value: '代行 花子　社会保険労務士　12345678　委任状あり' },
      { label: '事業主の名称', value: '株式会社あおば' },
    ]);
    expect(saidOf({ changes, reason: '' }).map(({ label }) => label)).toEqual(['事業主の名称']);
    expect(agentWords(null)).toBe('（手続代行者なし）');
  });
});
