import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answerOf, api, type Schemas } from '../api/client.js';
import { texts } from '../texts/en-gb.js';
import { Button } from '../ui/button.js';
import { faultOf, Field } from '../ui/field.js';
import { ProblemNotice } from '../ui/notice.js';
import { Page } from '../ui/page.js';
import { useForm } from '../ui/use-form.js';

const t = texts.account.register;

/** What is needed until the address is confirmed. The password leaves the page's memory with it. */
export interface Registered {
  registrationId: string;
  email: string;
  password: string;
}

const empty = {
  ...{ givenName: '', familyName: '', dateOfBirth: '' },
  ...{ line1: '', line2: '', city: '', postcode: '' },
  ...{ email: '', password: '' },
};

function bodyOf(values: typeof empty): Schemas['RegisterPlayer'] {
  const { givenName, familyName, dateOfBirth, email, password, line1, line2, city, postcode } = values;
  return {
    ...{ givenName, familyName, dateOfBirth, email, password },
    address: { line1, ...(line2 === '' ? {} : { line2 }), city, postcode, country: 'GB' },
    currency: 'GBP',
  };
}

export function RegistrationForm({ done }: { done: (registered: Registered) => void }) {
  const { values, bind } = useForm(empty);
  const register = useMutation({
    mutationFn: () => answerOf(api.POST('/v1/registrations', { body: bodyOf(values) })),
    onSuccess: ({ registrationId }) => done({ ...values, registrationId }),
  });
  const fault = (member: string): string | undefined => faultOf(register.error, member);
  return (
    <Page title={t.title} lead={t.lead} width="narrow">
      <p className="steps">{t.step(1)}</p>
      <form
        className="card form"
        onSubmit={(event) => {
          event.preventDefault();
          register.mutate();
        }}
      >
        <You {...{ bind, fault }} />
        <Home {...{ bind, fault }} />
        <Entry {...{ bind, fault }} />
        <ProblemNotice error={register.error} />
        <Button type="submit" busy={register.isPending}>
          {t.submit}
        </Button>
      </form>
      <p className="aside">
        {t.already} <Link to="/sign-in">{texts.account.signIn.submit}</Link>
      </p>
    </Page>
  );
}

interface PartProps {
  bind: ReturnType<typeof useForm<typeof empty>>['bind'];
  /** What the platform says is wrong with a member. */
  fault: (member: string) => string | undefined;
}

/** Who the player is, as the bureau will check it. */
function You({ bind, fault }: PartProps) {
  return (
    <fieldset>
      <legend>{t.you}</legend>
      <div className="pair">
        <Field label={t.givenName} autoComplete="given-name" required maxLength={80} {...bind('givenName')} />
        <Field
          label={t.familyName}
          autoComplete="family-name"
          required
          maxLength={80}
          {...bind('familyName')}
        />
      </div>
      <p className="hint">{t.asOnDocument}</p>
      <Field
        label={t.dateOfBirth}
        type="date"
        autoComplete="bday"
        required
        hint={t.adult}
        fault={fault('dateOfBirth')}
        {...bind('dateOfBirth')}
      />
    </fieldset>
  );
}

/** Where the player lives. */
function Home({ bind, fault }: PartProps) {
  return (
    <fieldset>
      <legend>{t.address}</legend>
      <Field label={t.line1} autoComplete="address-line1" required maxLength={120} {...bind('line1')} />
      <Field label={t.line2} autoComplete="address-line2" maxLength={120} {...bind('line2')} />
      <div className="pair">
        <Field label={t.city} autoComplete="address-level2" required maxLength={80} {...bind('city')} />
        <Field
          label={t.postcode}
          autoComplete="postal-code"
          required
          maxLength={10}
          fault={fault('address/postcode')}
          {...bind('postcode')}
        />
      </div>
    </fieldset>
  );
}

/** What opens the door from now on. */
function Entry({ bind, fault }: PartProps) {
  return (
    <fieldset>
      <legend>{t.entry}</legend>
      <Field
        label={t.email}
        type="email"
        autoComplete="username"
        required
        fault={fault('email')}
        {...bind('email')}
      />
      <Field
        label={t.password}
        type="password"
        autoComplete="new-password"
        required
        minLength={10}
        hint={t.passwordHint}
        {...bind('password')}
      />
    </fieldset>
  );
}
