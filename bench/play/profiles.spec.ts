import { describe, expect, it } from '@jest/globals';
import { summaryOf } from './profiles.js';

const node = (id: number, functionName: string, url = '', lineNumber = 0) => ({
  id,
  callFrame: { functionName, url, lineNumber },
});

describe('summaryOf', () => {
  it('adds up the time of each function and leaves out what it took to begin', () => {
    const nodes = [
      node(1, '(idle)'),
      node(2, 'draw', 'file:///app/dist/draw.js', 6),
      node(3, 'draw', 'file:///app/dist/draw.js', 6),
      node(4, 'post', 'node:inspector', 114),
      node(5, '', 'file:///app/dist/ask.js', 1),
    ];
    const profile = { nodes, samples: [4, 1, 2, 3, 5], timeDeltas: [500, 40, 30, 20, 10] };
    expect(summaryOf(profile)).toBe('draw (draw.js:7) 50.0 %, (idle) 40.0 %, anonymous (ask.js:2) 10.0 %');
  });
});
