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
  roundId: string;
  gameId: string;
  outcome: SlotOutcome;
  currency: string;
}

/** The spins of a round as they stood, with their wins, by the version of the game that was played. */
export function SlotSpins({ roundId, gameId, outcome, currency }: SlotSpinsProps) {
  const game = useQuery(reads.game(gameId));
  const isFormer = game.data !== undefined && game.data.definitionHash !== outcome.definitionHash;
  const proof = useQuery({ ...reads.proof(roundId), enabled: isFormer });
  return (
    <Loaded<{ definition?: Record<string, unknown> }> of={isFormer ? proof : game}>
      {(source) => {
        const definition = source.definition as unknown as SlotDefinition | undefined;
        if (!definition) return null;
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
