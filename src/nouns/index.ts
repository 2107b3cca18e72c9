import { ACCOUNT } from './account/definition.ts';
import { ACTIVITY } from './activity/definition.ts';
import { ASSET } from './asset/definition.ts';
import { CAMPAIGN } from './campaign/definition.ts';
import { CASE } from './case/definition.ts';
import { CONTACT } from './contact/definition.ts';
import { CONTRACT } from './contract/definition.ts';
import { DOC } from './doc/definition.ts';
import { EXPENSE } from './expense/definition.ts';
import { LEAD } from './lead/definition.ts';
import { LINE } from './line/definition.ts';
import { MEETING } from './meeting/definition.ts';
import { Nouns } from './nouns.ts';
import { OPP } from './opp/definition.ts';
import { PRICE } from './price/definition.ts';
import { PRICEBOOK } from './pricebook/definition.ts';
import { PRODUCT } from './product/definition.ts';
import { PURCHASE } from './purchase/definition.ts';
import { QUOTE } from './quote/definition.ts';
import { TASK } from './task/definition.ts';

/** The built-in nouns. */
export const builtInNouns = (): Nouns =>
  new Nouns([
    LEAD,
    ACCOUNT,
    CONTACT,
    OPP,
    LINE,
    QUOTE,
    CAMPAIGN,
    CASE,
    PRODUCT,
    PRICEBOOK,
    PRICE,
    PURCHASE,
    CONTRACT,
    ASSET,
    EXPENSE,
    DOC,
    TASK,
    MEETING,
    ACTIVITY,
  ]);
