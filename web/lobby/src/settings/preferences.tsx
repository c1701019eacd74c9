import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, type Schemas } from '../api/client.js';
import { forgetOffers } from '../api/on-offer.js';
import { reads } from '../api/reads.js';
import { texts } from '../texts/en-gb.js';
import { Button } from '../ui/button.js';
import { Field, Switch } from '../ui/field.js';
import { Notice, ProblemNotice } from '../ui/notice.js';

const t = texts.account.settings;

function useSave() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['UpdateSettingsBody']) => answerOf(api.PATCH('/v1/me/settings', { body })),
    onSuccess: (settings) => {
      queryClient.setQueryData(reads.settings.queryKey, settings);
      // A consent decides about offers: those on show were allowed by the old one.
      forgetOffers();
    },
  });
}

/** How often play stops for a look at the clock. */
export function RealityForm({ settings }: { settings: Schemas['PlayerSettings'] }) {
  const [minutes, setMinutes] = useState(String(settings.realityCheckMinutes));
  const save = useSave();
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ realityCheckMinutes: Number(minutes) });
      }}
    >
      <p>{t.realityLead}</p>
      <Field
        label={t.minutes}
        type="number"
        min={5}
        max={240}
        step={1}
        required
        value={minutes}
        onChange={(event) => setMinutes(event.target.value)}
      />
      <ProblemNotice error={save.error} />
      {save.isSuccess && <Notice tone="good">{texts.common.saved}</Notice>}
      <Button type="submit" kind="quiet" busy={save.isPending}>
        {texts.common.save}
      </Button>
    </form>
  );
}

/** Consents: each counts from the moment it is switched. */
export function ConsentForm({ settings }: { settings: Schemas['PlayerSettings'] }) {
  const save = useSave();
  return (
    <div className="form">
      <p>{t.consentsLead}</p>
      <Switch
        label={t.byEmail}
        checked={settings.marketingByEmail}
        disabled={save.isPending}
        onChange={(event) => save.mutate({ marketingByEmail: event.target.checked })}
      />
      <Switch
        label={t.bySms}
        checked={settings.marketingBySms}
        disabled={save.isPending}
        onChange={(event) => save.mutate({ marketingBySms: event.target.checked })}
      />
      <ProblemNotice error={save.error} />
    </div>
  );
}
