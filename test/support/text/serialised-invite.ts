/** What Kamailio 5.6's `sj_serialize("0Bct", ...)` wrote of an INVITE, as it wrote it. */
export const serialisedInvite =
  '{"mt":2,"rm":"INVITE","pr":"udp","si":"127.0.0.1","sp":5098,"Ri":"127.0.0.1","Rp":5099,"ru":"sip:+44999@127.0.0.1:5099;user=phone","rU":"+44999","rd":"127.0.0.1","rp":5099,"rs":0,"rr":"","fU":"+441632960123","fd":"zoom.example","ua":"a \\"quoted\\" \\\\ agent","ci":"f81d4fae-7dec@zoom.example","rb":"--b\\r\\nContent-Type: application/pidf+xml\\r\\n\\r\\n<presence é/>\\r\\n--b--\\r\\n","cs":"1","tU":"+44999","td":"127.0.0.1"}';
