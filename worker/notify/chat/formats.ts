import { discord } from './discord';
import type { ChatKind, Format } from './format';
import { gotify } from './gotify';
import { matrix } from './matrix';
import { mattermost } from './mattermost';
import { ntfy } from './ntfy';
import { slack } from './slack';
import { telegram } from './telegram';

/** Every program for chat and notices that Plausch can speak to. */
export const formats: { [Kind in ChatKind]: Format<Kind> } = {
  slack,
  mattermost,
  discord,
  telegram,
  matrix,
  ntfy,
  gotify,
};
