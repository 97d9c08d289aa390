/** The view for moving in and out: it comes when it is opened, and reads files once one is chosen. */

import { DeskExport } from './desk-export';
import { DeskImports } from './desk-imports';
import { DeskMoving } from './desk-moving';
import { DeskSurvey } from './desk-survey';

const elements: Record<string, CustomElementConstructor> = {
  'desk-export': DeskExport,
  'desk-imports': DeskImports,
  'desk-moving': DeskMoving,
  'desk-survey': DeskSurvey,
};
for (const [name, element] of Object.entries(elements))
  if (!customElements.get(name)) customElements.define(name, element);
