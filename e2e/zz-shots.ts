import { chromium } from 'playwright-core';
const out='/tmp/shots'; import { mkdirSync } from 'node:fs'; mkdirSync(out,{recursive:true});
const b = await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking']});
const base='http://localhost:4477';
async function ctx(account:string, lang:'es'|'en', vp:{width:number,height:number}){ const c=await b.newContext({baseURL:base,viewport:vp,locale:lang}); const p=await c.newPage(); await p.goto(lang==='es'?'/es/entrar':'/en/sign-in'); if(account){ await p.locator(`button[name="account"][value="${account}"]`).click(); await p.waitForLoadState('load'); } return p; }
const D={width:1366,height:768}, P={width:390,height:844};
const jobs: [string,'es'|'en',any,string,string,boolean?][] = JSON.parse(process.argv[2]!);
for (const [acc,lang,vp,path,name,full] of jobs){ const p=await ctx(acc,lang,vp==='D'?D:P); if(path!=='.') await p.goto(path); await p.screenshot({path:`${out}/${name}.png`, fullPage: !!full}); console.log(name, p.url(), await p.title()); await p.context().close(); }
await b.close();
