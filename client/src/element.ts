import { ZzzeroSession } from './app/embed/zzzero-session';

// A page may load the script twice.
if (!customElements.get('zzzero-session')) customElements.define('zzzero-session', ZzzeroSession);
