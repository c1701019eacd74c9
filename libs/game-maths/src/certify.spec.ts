import { describe, expect, it } from '@jest/globals';
import { certificationFaults, engineOf, payTableTextOf, textsOf } from '@croupier/game-maths';
import { definitionJson } from '../test/definitions.js';
import { european, wheelJson } from '../test/wheels.js';

/** Faults of the European wheel after a change, each as `path: message`. */
function faultsAfter(change: object): string[] {
  const json = { ...wheelJson(1), ...rules(told), ...change };
  const engine = engineOf(json);
  const definition = engine.parse(json);
  return certificationFaults(engine, definition, engine.sheets(definition)).map(
    ({ path, message }) => `${path}: ${message}`,
  );
}

const told = 'It returns 97.297297 %.';
const pays = { id: 'pays', title: 'Pays', paragraphs: payTableTextOf('roulette', european) };
const rules = (text: string): object => ({
  rules: [...wheelJson(1).rules.map((section) => ({ ...section, paragraphs: [text] })), pays],
});

describe('what keeps a definition from being certified', () => {
  it('is nothing where all is as declared', () => {
    expect(faultsAfter({})).toEqual([]);
    expect(faultsAfter(rules('It returns 97.297297 %, keeps 2.702703 % and hits 48.648649 %.'))).toEqual([]);
  });

  it('is a bet outside the declared band', () => {
    const faults = faultsAfter({ rtp: { minimum: '0.98', maximum: '0.99' } });
    expect(faults[0]).toContain('rtp: straight returns 0.97297297, outside 0.98 to 0.99');
  });

  it('is a text with a figure that is not one of the game', () => {
    const faults = faultsAfter(rules('It returns 97.297298 % and 97.297297 %.'));
    expect(faults[0]).toBe(
      'rules[0].paragraphs[0]: tells players 97.297298 %, which is no figure of this game; write what the maths gives',
    );
  });

  it.each(['It returns a lot.', 'It keeps 2.702703 %.', 'It returns 97.3 %.'])(
    'is a return that players are not told: %s',
    (text) => {
      expect(faultsAfter(rules(text))).toEqual([
        'rules[3]: does not tell the return to player; write it, as in 97.297297 % for straight',
      ]);
    },
  );

  it('is a pay table that players are not told', () => {
    expect(faultsAfter({ rules: wheelJson(1).rules })).toContainEqual(
      expect.stringMatching(/^rules: have no section "pays", the pay table; .*games -- rules FILE --write/),
    );
  });

  it('is a pay table in the rules that is one of other pays', () => {
    const keno = definitionJson<{ returns: Record<string, Record<string, string>> }>('harbour-keno');
    keno.returns['1'] = { 1: '3.7' };
    const engine = engineOf(keno);
    const faults = (rulesOf: object): string[] => {
      const definition = engine.parse({ ...keno, ...rulesOf });
      return certificationFaults(engine, definition, engine.sheets(definition)).map(
        ({ path, message }) => `${path}: ${message}`,
      );
    };
    expect(faults({})).toContainEqual(
      expect.stringMatching(/^rules\[\d\]: is not the pay table of this definition; .*games -- rules FILE/),
    );
    expect(faults({ rules: textsOf(engine.parse(keno)) })).toEqual([]);
  });
});
