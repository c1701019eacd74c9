import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Players } from '../account/sign-in.js';
import type { Schemas } from '../api/client.js';
import { reads } from '../api/reads.js';
import { texts } from '../texts/en-gb.js';
import { instant } from '../texts/formats.js';
import { Loaded } from '../ui/notice.js';
import { Card, Page } from '../ui/page.js';
import { Exclusion } from './exclusion.js';
import { Farewell } from './farewell.js';
import { Limits } from './limits.js';
import { InForce } from './in-force.js';
import { TimeOut } from './time-out.js';

const t = texts.safer;

/** Everything by which a player keeps play in bounds, one click from every page. */
export function SaferPage() {
  // Kept outside of what needs a session: an exclusion ends them all.
  const [excluded, setExcluded] = useState<Schemas['Restriction']>();
  if (excluded) return <Farewell restriction={excluded} />;
  return (
    <Players>
      <Page title={t.title} lead={t.lead}>
        <InForce />
        <nav className="jumps" aria-label={t.title}>
          <a href="#limits">{t.limits.title}</a>
          <a href="#time-out">{t.timeOut.title}</a>
          <a href="#exclusion">{t.exclusion.title}</a>
        </nav>
        <Card title={t.limits.title} id="limits">
          <Limits />
        </Card>
        <div className="columns">
          <Card title={t.timeOut.title} id="time-out">
            <TimeOut />
          </Card>
          <Card title={t.exclusion.title} id="exclusion">
            <Exclusion done={setExcluded} />
          </Card>
        </div>
        <div className="columns">
          <Card title={texts.account.settings.reality}>
            <p>{t.reality.set}</p>
            <p>
              <Link to="/account">{t.reality.link}</Link>
            </p>
          </Card>
          <Card title={t.help.title}>
            <p>{t.help.words}</p>
          </Card>
        </div>
        <Decisions />
      </Page>
    </Players>
  );
}

function Decisions() {
  const protection = useQuery(reads.protection);
  return (
    <Card title={t.decisions.title}>
      <Loaded of={protection}>
        {({ decisions }) => (
          <ul className="rows">
            {decisions.map(({ decisionId, reason, decidedAt, decidedBy }) => (
              <li key={decisionId}>
                <span>{reason}</span>
                <span className="small">
                  {t.decisions.by[decidedBy]}, {instant(decidedAt)}
                </span>
              </li>
            ))}
            {decisions.length === 0 && <li>{t.decisions.none}</li>}
          </ul>
        )}
      </Loaded>
    </Card>
  );
}
