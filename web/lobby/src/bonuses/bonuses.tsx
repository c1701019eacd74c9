import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Players } from '../account/sign-in.js';
import type { Schemas } from '../api/client.js';
import { reads } from '../api/reads.js';
import { Balances } from '../cashier/balances.js';
import { texts } from '../texts/en-gb.js';
import { Loaded, Notice } from '../ui/notice.js';
import { Page } from '../ui/page.js';
import { isOver, PastAward, RunningAward } from './award.js';
import { ProgrammeOffer } from './programme.js';

const t = texts.bonuses;

export function BonusesPage() {
  return (
    <Players>
      <Page title={t.title} lead={t.lead}>
        <Balances />
        <Notice>
          <p>
            {t.cashIsYours} <Link to="/cashier">{t.toCashier}</Link>
          </p>
        </Notice>
        <Bonuses />
      </Page>
    </Players>
  );
}

function Bonuses() {
  const bonuses = useQuery(reads.bonuses);
  return <Loaded of={bonuses}>{(overview) => <Overview overview={overview} />}</Loaded>;
}

function Overview({ overview: { offersKnown, available, awards } }: { overview: Schemas['BonusOverview'] }) {
  const running = awards.find((award) => !isOver(award));
  const past = awards.filter(isOver);
  return (
    <>
      {running && (
        <section className="part" aria-label={t.own}>
          <h2>{t.own}</h2>
          <RunningAward key={running.awardId} award={running} />
        </section>
      )}
      <section className="part" aria-label={t.available}>
        <h2>{t.available}</h2>
        {!offersKnown && <Notice>{t.unknown}</Notice>}
        {offersKnown && available.length === 0 && <p>{t.none}</p>}
        <div className="columns wide-columns">
          {available.map((programme) => (
            <article className="card" key={programme.programmeId}>
              <h3>{programme.title}</h3>
              <ProgrammeOffer programme={programme} running={running} />
            </article>
          ))}
        </div>
      </section>
      {past.length > 0 && (
        <section className="card" aria-label={t.past}>
          <h2>{t.past}</h2>
          {past.map((award) => (
            <PastAward key={award.awardId} award={award} />
          ))}
        </section>
      )}
    </>
  );
}
