import { texts } from '../texts/en-gb.js';
import { Button } from '../ui/button.js';
import { Notice } from '../ui/notice.js';
import { PlayProblem } from './table.js';
import type { Decisions } from './use-decisions.js';
import type { Sitting } from './use-sitting.js';

/** Why a decision was not taken; a round that went on elsewhere can be looked at again. */
export function DecisionProblem({ decisions, sitting }: { decisions: Decisions; sitting: Sitting }) {
  const { error, look } = decisions;
  if (error?.code !== 'round_moved_on') return <PlayProblem error={error} sitting={sitting} />;
  return (
    <Notice>
      <p>{texts.decisions.movedOn}</p>
      <Button onClick={() => void look()}>{texts.decisions.look}</Button>
    </Notice>
  );
}
