import { describe, expect, it } from '@jest/globals';
import { LiveConfig } from '../live.config.js';

describe('the timetable of a table', () => {
  it('takes more than five seconds from draw to draw, unless it is set otherwise (RTS 14G)', () => {
    const times = new LiveConfig();
    const { TABLE_BETTING_MS: betting, TABLE_CLOSED_MS: closed } = times;
    expect(betting + closed + times.TABLE_SPINNING_MS + times.TABLE_PAUSE_MS).toBeGreaterThan(5000);
  });
});
