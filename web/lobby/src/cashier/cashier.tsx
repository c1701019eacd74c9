import { Players } from '../account/sign-in.js';
import { VerifyBanner } from '../account/verify.js';
import { texts } from '../texts/en-gb.js';
import { Card, Page } from '../ui/page.js';
import { Balances } from './balances.js';
import { Deposit } from './deposit.js';
import { Movements } from './movements.js';
import { Statement } from './statement.js';
import { WithdrawForm } from './withdraw.js';

const t = texts.cashier;

export function CashierPage() {
  return (
    <Players>
      <Page title={t.title}>
        <VerifyBanner />
        <Balances />
        <div className="columns">
          <Card title={t.deposit}>
            <Deposit />
          </Card>
          <Card title={t.withdraw}>
            <WithdrawForm />
          </Card>
        </div>
        <Movements />
        <Card title={t.statement}>
          <Statement />
        </Card>
      </Page>
    </Players>
  );
}
