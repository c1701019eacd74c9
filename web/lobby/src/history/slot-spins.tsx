import { useQuery } from '@tanstack/react-query';
import { reads } from '../api/reads.js';
import { shownWindow, type SlotDefinition, type SlotOutcome, symbolName } from '../slot/model.js';
import { winsOf } from '../slot/round-text.js';
import { SlotSymbol } from '../slot/symbols.js';
import { texts } from '../texts/en-gb.js';
import { money } from '../texts/formats.js';
import { Loaded } from '../ui/notice.js';

const t = texts.games.history;

interface SlotSpinsProps {
  gameId: string;
  outcome: SlotOutcome;
  currency: string;
}

/** The spins of a round as they stood, with their wins. */
export function SlotSpins({ gameId, outcome, currency }: SlotSpinsProps) {
  const game = useQuery(reads.game(gameId));
  return (
    <Loaded of={game}>
      {(detail) => {
        const definition = detail.definition as unknown as SlotDefinition;
        return (
          <ol className="spins">
            {outcome.spins.map((spin, index) => (
              <li key={index}>
                <h3>
                  {t.spin(index)}, {t.pays(money({ amount: spin.payout, currency }))}
                </h3>
                <div className="window">
                  {shownWindow(spin, definition).flatMap((row, y) =>
                    row.map((id, x) => (
                      <div className="cell" key={`${y}-${x}`}>
                        <SlotSymbol id={id} name={symbolName(definition, id)} />
                      </div>
                    )),
                  )}
                </div>
                <ul className="wins">
                  {winsOf(spin, definition, currency).map((win) => (
                    <li key={win}>{win}</li>
                  ))}
                </ul>
              </li>
            ))}
          </ol>
        );
      }}
    </Loaded>
  );
}
