import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, client } from '../api/client.js';
import { useHouseLinks } from '../api/house.js';
import { texts } from '../texts/en-gb.js';
import { Button } from '../ui/button.js';
import { Field } from '../ui/field.js';
import { ProblemNotice } from '../ui/notice.js';
import { Page } from '../ui/page.js';
import type { Registered } from './registration-form.js';

const t = texts.account.confirm;

interface ConfirmProps {
  registered: Registered;
  done: () => void;
  startAgain: () => void;
}

/** The code from the e-mail; with it the player is signed in at once. */
export function Confirm({ registered, done, startAgain }: ConfirmProps) {
  const [code, setCode] = useState('');
  const { mailbox } = useHouseLinks();
  const { email, password, registrationId: id } = registered;
  const confirm = useMutation({
    mutationFn: async () => {
      await answerOf(
        api.POST('/v1/registrations/{id}/confirmation', { params: { path: { id } }, body: { code } }),
      );
      await client.signIn({ email, password });
    },
    onSuccess: done,
  });
  return (
    <Page title={t.title} lead={t.lead(email)} width="narrow">
      <p className="steps">{texts.account.register.step(2)}</p>
      <form
        className="card form"
        onSubmit={(event) => {
          event.preventDefault();
          confirm.mutate();
        }}
      >
        <Field
          label={t.code}
          className="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          pattern="[0-9]{6}"
          maxLength={6}
          required
          value={code}
          onChange={(event) => setCode(event.target.value.trim())}
        />
        {mailbox && (
          <p className="hint">
            <a href={`${mailbox}?to=${encodeURIComponent(email)}`} target="_blank" rel="noreferrer">
              {t.mailbox}
            </a>{' '}
            ({t.mailboxHint})
          </p>
        )}
        <ProblemNotice error={confirm.error} />
        <Button type="submit" busy={confirm.isPending}>
          {t.submit}
        </Button>
        <Button kind="quiet" onClick={startAgain}>
          {t.other}
        </Button>
      </form>
    </Page>
  );
}
