import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Players } from '../account/sign-in.js';
import type { Schemas } from '../api/client.js';
import { reads } from '../api/reads.js';
import { texts } from '../texts/en-gb.js';
import { day } from '../texts/formats.js';
import { Loaded } from '../ui/notice.js';
import { Card, Page } from '../ui/page.js';
import { Activity } from './activity.js';
import { AddressForm } from './address.js';
import { ConsentForm, RealityForm } from './preferences.js';

const t = texts.account.settings;

export function SettingsPage() {
  const profile = useQuery(reads.profile);
  const settings = useQuery(reads.settings);
  return (
    <Players>
      <Page title={t.title}>
        <Loaded of={profile}>
          {(data) => (
            <div className="columns">
              <Details profile={data} />
              <Card title={t.address}>
                <AddressForm profile={data} key={data.version} />
              </Card>
            </div>
          )}
        </Loaded>
        <Loaded of={settings}>
          {(data) => (
            <div className="columns">
              <Card title={t.reality}>
                <RealityForm settings={data} />
              </Card>
              <Card title={t.consents}>
                <ConsentForm settings={data} />
              </Card>
            </div>
          )}
        </Loaded>
        <Activity />
      </Page>
    </Players>
  );
}

function Details({ profile }: { profile: Schemas['PlayerProfile'] }) {
  const { givenName, familyName, email, dateOfBirth, verification } = profile;
  return (
    <Card title={t.details}>
      <dl className="facts">
        <dt>{t.name}</dt>
        <dd>
          {givenName} {familyName}
        </dd>
        <dt>{texts.account.signIn.email}</dt>
        <dd>{email}</dd>
        <dt>{t.born}</dt>
        <dd>{day(dateOfBirth)}</dd>
        <dt>{t.verification}</dt>
        <dd>
          {verification.status === 'passed' ? (
            t.status.passed
          ) : (
            <Link to="/verify">{t.status[verification.status]}</Link>
          )}
        </dd>
      </dl>
      <p className="hint">{t.evidence}</p>
    </Card>
  );
}
