import type { Schemas } from '../api/client.js';
import { texts } from '../texts/en-gb.js';
import { shortMoney } from '../texts/formats.js';
import { Button } from '../ui/button.js';
import { ProblemNotice } from '../ui/notice.js';
import { Terms } from './terms.js';
import { useClaim } from './use-claim.js';

const t = texts.bonuses;

type Programme = Schemas['EligibleProgramme'];

interface ProgrammeProps {
  programme: Programme;
  /** The bonus that has to be over before another one can be taken. */
  running?: Schemas['Award'] | undefined;
  onClaimed?: () => void;
}

/** What can be taken, with all of its terms beside the button and not behind a link. */
export function ProgrammeOffer({ programme, running, onClaimed }: ProgrammeProps) {
  const { programmeId, title, summary, terms } = programme;
  const claim = useClaim(programmeId, onClaimed);
  return (
    <>
      <p>{summary}</p>
      <Gist programme={programme} />
      <Terms terms={terms} />
      <ProblemNotice error={claim.error} />
      {running ? (
        <p className="small">{t.oneAtATime(running.title)}</p>
      ) : (
        <Button busy={claim.isPending} onClick={() => claim.mutate()}>
          {t.claim(title)}
        </Button>
      )}
    </>
  );
}

/** The four figures that decide whether it is worth having. */
function Gist({ programme }: { programme: Programme }) {
  const { wageringHundredths, maximumStake, expiresAfterDays, freeRounds, depositMatch } = programme;
  return (
    <dl className="meters">
      <div>
        <dt>{t.gist.gives}</dt>
        <dd>
          {freeRounds && t.gist.rounds(freeRounds.rounds, shortMoney(freeRounds.stake))}
          {depositMatch && t.gist.upTo(shortMoney(depositMatch.maximumBonus))}
        </dd>
      </div>
      <div>
        <dt>{t.gist.wager}</dt>
        <dd>{t.gist.times(wageringHundredths / 100)}</dd>
      </div>
      <div>
        <dt>{t.gist.stake}</dt>
        <dd>{shortMoney(maximumStake)}</dd>
      </div>
      <div>
        <dt>{t.gist.time}</dt>
        <dd>{t.days(expiresAfterDays)}</dd>
      </div>
    </dl>
  );
}
