// The page that says that a workbook was removed for good: what pages noted of it goes too.
import { forgetJournals } from "../offline/draft_journal.js";

const GONE = '[data-status="410"]';

if (document.querySelector(GONE)) forgetJournals(location.pathname.split("/")[2]);
