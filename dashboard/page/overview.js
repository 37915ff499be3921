// The first page. A publisher sees what AI did with its pages; a platform, what it has reported.

import { organization } from '../session.js';
import { ownerOverview } from './overview-owner.js';
import { platformOverview } from './overview-platform.js';

export const overview = () => (organization().org_type === 'content_owner' ? ownerOverview() : platformOverview());
