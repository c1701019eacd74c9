import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Confirm } from './confirm.js';
import { RegistrationForm, type Registered } from './registration-form.js';

/** Opening an account: who you are, the code from the mailbox, then straight on to the identity check. */
export function RegisterPage() {
  const [registered, setRegistered] = useState<Registered>();
  const navigate = useNavigate();
  if (registered === undefined) return <RegistrationForm done={setRegistered} />;
  return (
    <Confirm
      registered={registered}
      done={() => void navigate({ to: '/verify' })}
      startAgain={() => setRegistered(undefined)}
    />
  );
}
