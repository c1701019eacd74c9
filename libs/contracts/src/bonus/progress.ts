import { PlayerRef } from '../common.js';
import { declareAsk } from '../declare.js';
import { IntegerField } from '../fields.js';

export class ProgressRebuild {
  @IntegerField({ description: 'Awards that were summed anew.' })
  awards: number;

  @IntegerField({
    description: 'How many of them had another sum before; anything but 0 is a fault of ours.',
  })
  changed: number;
}

export const rebuildProgress = declareAsk({
  subject: 'rpc.bonus.rebuild-progress.v1',
  summary: "Sum the progress of a player's awards anew from the facts that were kept.",
  request: PlayerRef,
  reply: ProgressRebuild,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'report',
  actor: 'service',
  errors: [],
});
