import { useQuery } from '@tanstack/react-query';
import { reads } from '../api/reads.js';
import { usePlayerId } from '../api/session.js';

/** True for a player whose age and identity were checked: nobody else plays, for money or not. */
export function useVerified(): boolean {
  const playerId = usePlayerId();
  const { data } = useQuery({ ...reads.profile, enabled: playerId !== undefined });
  return playerId !== undefined && data?.verification.status === 'passed';
}
