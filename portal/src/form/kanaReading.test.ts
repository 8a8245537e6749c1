import { describe, expect, it } from 'vitest';
import { kanaReading } from './kanaReading.ts';

describe('フリガナの聞き取り kanaReading', () => {
  it('hears the kana before they become kanji, piece by piece', () => {
    const heard = kanaReading();
    for (const text of ['と', 'とち', 'とちｇ', 'とちぎ', '栃木']) heard.update(text);
    expect(heard.end('栃木', '栃木')).toBe('トチギ');
    expect(heard.plain('\u3000', '栃木\u3000')).toBe('トチギ\u3000');
    for (const text of ['けん', '健', 'けn']) heard.update(text);
    expect(heard.end('健', '栃木\u3000健')).toBe('トチギ\u3000ケン');
  });

  it('takes kana typed plainly, and guesses nothing from kanji or letters', () => {
    const heard = kanaReading();
    expect(heard.plain('さくら', 'さくら')).toBe('サクラ');
    expect(heard.plain('桜', 'さくら桜')).toBe('サクラ');
    expect(heard.plain('ABC', 'さくら桜ABC')).toBe('サクラ');
    expect(heard.plain(null, 'さくら')).toBe('サクラ');
  });

  it('begins anew with an emptied or replaced name', () => {
    const heard = kanaReading();
    heard.plain('あお', 'あお');
    expect(heard.plain(null, '')).toBe('');
    heard.plain('あお', 'あお');
    heard.update('しろ');
    expect(heard.end('白', '白')).toBe('シロ');
  });

  it('adds nothing for a composition that was given up', () => {
    const heard = kanaReading();
    heard.plain('あお', 'あお');
    heard.update('しろ');
    expect(heard.end('', 'あお')).toBe('アオ');
  });
});
