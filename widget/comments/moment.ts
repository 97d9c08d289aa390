import { moment } from '../locales/time';
import type { Thread } from './thread';

/** Whoever points at an age is told the time in full. To put that into words is too dear to do it for each comment. */
export function tellMoment(pointed: Element, { texts }: Thread): void {
  const time = pointed.closest('time');
  if (time) time.title ||= moment(time.dateTime, texts?.language ?? 'en');
}
