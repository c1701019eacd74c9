import { describe, expect, it } from '@jest/globals';
import { progressText, showProgress } from './progress.js';

const home = '\r\u001b[K';

describe('the progress of a simulation', () => {
  it.each([
    [0, `${'░'.repeat(30)} 0 %  red`],
    [0.5, `${'█'.repeat(15)}${'░'.repeat(15)} 50 %  red`],
    [0.999, `${'█'.repeat(30)} 99 %  red`],
    [1, `${'█'.repeat(30)} 100 %  red`],
  ])('is a bar, percent and the bet: %d', (share, text) => {
    expect(progressText('red', share)).toBe(`${home}  ${text}`);
  });

  it('is wiped at the end', () => {
    expect(progressText('', 0)).toBe(home);
  });

  it('is told to a terminal alone', () => {
    const told = (isTTY?: boolean): string[] => {
      const said: string[] = [];
      showProgress(
        { ...(isTTY === undefined ? {} : { isTTY }), write: (text) => said.push(text) },
        { bet: 'red', share: 1 },
      );
      return said;
    };
    expect(told(true)).toEqual([progressText('red', 1)]);
    expect([...told(false), ...told()]).toEqual([]);
  });
});
