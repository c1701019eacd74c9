import { alarmAt, directions, Evidence, type RandomSource, strengths } from '@croupier/game-maths';
import { type Cell, Days } from './cells.js';

/** When something first happened in the life of a cell, in rounds from where it counts; undefined if it never did. */
export interface Life {
  readonly over: number | undefined;
  readonly under: number | undefined;
  /** Days on which the classic test, |Σ − n × mean| > z σ √n since the first day, alarmed. */
  readonly classicDays: number;
  readonly classic: number | undefined;
}

export interface Course {
  readonly place: number;
  readonly roundsADay: number;
  /** Days with healthy rounds, then days with others. Alarms of the first part end the life unless there is no second. */
  readonly healthyDays: number;
  readonly faulty?: { readonly chances: Float64Array; readonly days: number };
  /** Bound of the classic test in standard deviations. */
  readonly z: number;
}

/** Lets one cell live: draws each day and looks once at its end, as the monitor and the classic test would. */
export function live(random: RandomSource, cell: Cell, course: Course): Life {
  const tests = { over: new Evidence(), under: new Evidence() };
  const alarm = alarmAt(course.place);
  const first: { over?: number; under?: number; classic?: number } = {};
  const healthy = new Days(cell.chances);
  const broken = course.faulty && new Days(course.faulty.chances);
  const days = course.healthyDays + (course.faulty?.days ?? 0);
  let [sum, classicDays] = [0, 0];
  for (let day = 0; day < days; day += 1) {
    const isFaulty = day >= course.healthyDays;
    const gained = { over: strengths.map(() => 0), under: strengths.map(() => 0) };
    (isFaulty && broken ? broken : healthy).draw(random, course.roundsADay, (result, count) => {
      sum += (cell.returns[result] ?? 0) * count;
      for (const direction of directions) {
        const [gains, total] = [cell.gains[direction]?.[result] ?? [], gained[direction]];
        for (let at = 0; at < total.length; at += 1) total[at] = (total[at] ?? 0) + (gains[at] ?? 0) * count;
      }
    });
    const rounds = (day + 1) * course.roundsADay;
    const counted = course.faulty ? rounds - course.healthyDays * course.roundsADay : rounds;
    const isCounted = isFaulty || !course.faulty;
    if (Math.abs(sum - rounds * cell.mean) > course.z * cell.deviation * Math.sqrt(rounds)) {
      classicDays += 1;
      if (isCounted) first.classic ??= counted;
    }
    for (const direction of directions) {
      if (!cell.gains[direction]) continue;
      tests[direction].add(Math.floor(day / 7) + 1, gained[direction]);
      if (isCounted && tests[direction].log >= alarm) first[direction] ??= counted;
    }
    if (course.faulty && (first.over ?? first.under) !== undefined) break;
  }
  return { over: first.over, under: first.under, classic: first.classic, classicDays };
}
