import { TransactionRunner } from '@croupier/persistence';
import { type EntityManager } from 'typeorm';

/** A control: every transaction of whatever runs here asks for one more connection while it has its own. */
const runOne = Reflect.get(TransactionRunner.prototype, 'run') as TransactionRunner['run'];

TransactionRunner.prototype.run = function needyRun<Result>(
  this: TransactionRunner,
  work: (manager: EntityManager) => Promise<Result>,
): Promise<Result> {
  const needyWork = async (manager: EntityManager): Promise<Result> => {
    await this.database.query('SELECT 1');
    return work(manager);
  };
  return runOne.call(this, needyWork) as Promise<Result>;
};
