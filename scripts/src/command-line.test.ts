import { describe, expect, it } from 'vitest';
import { readCommandLine, requireKnown } from './command-line.ts';
import { describeFault, HouseFault } from './fault.ts';

const ONE_LINE_AND_A_WAY_OUT = /^✗ [^\n]+ \/ [^\n]+\n {2}→ [^\n]+\n$/;

function saidAbout(work: () => unknown): string {
  try {
    work();
  } catch (fault) {
    expect(fault).toBeInstanceOf(HouseFault);
    return describeFault(fault);
  }
  throw new Error('nothing was refused');
}

describe('what is typed after a command', () => {
  const read = (...args: string[]) =>
    readCommandLine('npm test', {
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean' }, data: { type: 'string' } },
    });

  it('is read as options and names', () => {
    expect(read('zengin', '--json', '--data', 'other')).toMatchObject({
      positionals: ['zengin'],
      values: { json: true, data: 'other' },
    });
  });

  it.each([['--jsn'], ['--data'], ['--json=yes']])('is refused as %s in one line with a way out', (typed) => {
    const said = saidAbout(() => read(typed));
    expect(said).toMatch(ONE_LINE_AND_A_WAY_OUT);
    expect(said).toContain('npm test -- --help');
  });

  it('is refused when it names what is not there, with the names that are', () => {
    const said = saidAbout(() => requireKnown(['schema', 'securty'], ['schema', 'security']));
    expect(said).toMatch(ONE_LINE_AND_A_WAY_OUT);
    expect(said).toContain('securty');
    expect(said).toContain('schema, security');
    expect(() => requireKnown([], ['schema'])).not.toThrow();
  });
});
