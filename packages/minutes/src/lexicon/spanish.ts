import { terms, type Words } from './lexicon.ts';

/** Spanish words. Verbs are infinitives; `infinitive:stem` gives the stem of the present where it changes. */
export const SPANISH: Words = {
  verbs: {
    decide: terms(`
    acordar:acuerd, decidir, resolver:resuelv, aprobar:aprueb, disponer, determinar, convenir, consensuar,
    consensar, establecer, ratificar, definir, adoptar, coincidir, concertar, concluir:concluy, ordenar, declarar,
    aceptar, elegir:elij, posponer, postergar, aplazar, diferir:difier
  `),
    ask: terms(`
    solicitar, pedir:pid, instar, exhortar, invitar, recomendar:recomiend, urgir, alentar:alient, animar,
    instruir:instruy, requerir:requier, sugerir:sugier, proponer, conminar, rogar:rueg, llamar, plantear
  `),
    assign: terms(`
    encargar, encomendar:encomiend, designar, asignar, delegar, comisionar, mandatar, facultar, autorizar, nombrar,
    responsabilizar
  `),
    undertake: terms(`
    comprometer, ofrecer, asumir, prometer
  `),
    thank: terms(`
    agradecer, felicitar, reconocer, encomiar, aplaudir, congratular
  `),
    say: terms(`
    manifestar:manifiest, informar, indicar, señalar, explicar, anunciar, confirmar, expresar, mencionar,
    recordar:recuerd, considerar, observar, destacar, subrayar, comentar, reiterar, exponer, reportar, resaltar,
    afirmar, agregar, opinar, constatar, saludar, lamentar, aclarar, enfatizar, decir:dic, relatar, narrar,
    preguntar, alegar, argumentar, sostener, advertir:adviert, conocer, tomar
  `),
    effect: terms(`
    entender:entiend, permitir, contribuir:contribuy, beneficiar, poder:pued, haber, existir, constar, tener:tien, ayudar,
    servir:sirv, significar, implicar, depender, requerirse, resultar, seguir:sig, corresponder, redundar, figurar,
    entrar, vencer, estar, ser, favorecer, quedar, deber, necesitar, lograr, representar, generar, ocurrir,
    suponer, bastar, finalizar, iniciar, comenzar:comienz, concluirse, mejorar, reducir, aumentar, afectar, pasar,
    regir:rij, surtir, terminar, crecer, superar, sumar, evitar, bajar, duplicar, alcanzar, agotar, empezar:empiez,
    arrancar, culminar, durar, cesar, oscilar, variar, disminuir:disminuy, triplicar, ascender:asciend, abarcar
  `),
    submit: terms(`
    presentar, llevar, someter, elevar, rendir:rind, proponer
  `),
    pro: terms(`
    realizar, hacer, efectuar, llevar, ejecutar, coordinar, desarrollar
  `),
    work: terms(`
    abordar, abrir, acompañar, acreditar, actualizar, adaptar, adecuar, adjuntar, administrar, adquirir, ajustar,
    alojar, ampliar:amplí, analizar, aplicar, aportar, apoyar, archivar, armonizar, articular, asegurar, asesorar,
    asistir, atender:atiend, avanzar, brindar, buscar, calendarizar, canalizar, capacitar, celebrar, circular,
    cofinanciar, colaborar, compartir, compilar, completar, comunicar, conformar, consolidar, consultar,
    constituir:constituy, contactar, contratar, convocar, cooperar, coordinar, costear, crear, cubrir, cumplir,
    dar, delinear, desarrollar, difundir, digitalizar, diligenciar, diseminar, diseñar, discutir, debatir,
    distribuir:distribuy, divulgar, documentar, dotar, ejecutar, elaborar, elegir:elij, elevar, eliminar, emitir,
    entregar, enviar:enví, equipar, establecer, estandarizar, estudiar, evaluar:evalú, examinar, explorar,
    extender:extiend, facilitar, financiar, firmar, fomentar, formalizar, formar, formular, fortalecer, garantizar,
    gestionar, habilitar, homologar, identificar, implementar, imprimir, impulsar, incluir:incluy, incorporar,
    iniciar, instalar, instaurar, institucionalizar, integrar, intercambiar, investigar, invertir, liderar, llevar,
    mantener:mantien, mapear, modificar, monitorear, mover, negociar, nominar, normalizar, notificar,
    obtener:obtien, operar, organizar, otorgar, participar, planificar, poner, posponer, preparar, presentar,
    presidir, priorizar, procurar, profundizar, programar, promover:promuev, proporcionar, proseguir, proveer,
    publicar, realizar, reabrir, recabar, recibir, recoger, recolectar, recopilar, redactar, reenviar:reenví,
    reforzar:refuerz, registrar, reglamentar, remitir, rendir:rind, renovar:renuev, reparar, replicar, retomar,
    reunir:reún, revisar, seleccionar, sensibilizar, señalar, simplificar, sistematizar, socializar, someter,
    sostener, subir, suministrar, supervisar, suscribir, sufragar, tomar, trabajar, traducir, tramitar, transmitir,
    trasladar, transferir:transfier, unificar, usar, utilizar, validar, verificar, vigilar, vincular, visitar,
    contar:cuent, continuar:continú, hacer, informar, instituir:instituy, levantar, conceder, convertir,
    construir:construy, cerrar:cierr, reportar, acoger, aceptar, elegir:elij, albergar, aclarar, activar, agendar,
    alinear, asignar, auspiciar, intensificar, prestar, prorrogar, recomendar:recomiend, cargar, consignar,
    concertar, confeccionar, coadyuvar, derogar, encabezar, ensayar, exonerar, inscribir, mediar, reactivar,
    reembolsar, regular, restablecer, suspender, sustituir:sustituy, ubicar, emprender, patrocinar, proteger,
    respaldar, tipificar, uniformar, velar, devolver:devuelv, retirar, comprar, vender, pagar, escribir, describir,
    llenar, responder, contestar, avisar, alertar, denunciar, sancionar, fiscalizar, inspeccionar, medir:mid,
    muestrear, vacunar, rehabilitar, limpiar, restaurar, conservar, sembrar:siembr, desembarcar, etiquetar, marcar,
    cobrar, recaudar, destinar, conectar, hospedar, respetar, honrar, prohibir, limitar, aprovechar, agilizar,
    acelerar, arreglar, calcular, cambiar, cancelar, certificar, clasificar, combatir, comparar, compensar,
    comprobar:comprueb, controlar, custodiar, dedicar, defender:defiend, delimitar, depositar, descargar,
    desplegar:desplieg, detallar, detectar, editar, emplear, encuestar, enmendar:enmiend, entrenar, erradicar,
    estimar, estructurar, explotar, fijar, flexibilizar, focalizar, fusionar, guardar, impartir, incentivar,
    incrementar, indagar, insertar, introducir, legalizar, localizar, manejar, mitigar, modernizar,
    mostrar:muestr, movilizar, optimizar, orientar, perfeccionar, pilotar, precisar, prevenir:previen, procesar,
    producir, promulgar, propiciar, recuperar, redistribuir:redistribuy, reformar, regularizar, reintegrar,
    repatriar, repartir, resguardar, restituir:restituy, revocar, rotular, salvaguardar, simular, solucionar,
    subsanar, transparentar, transportar, tratar, trazar, valorar
  `),
  },
  abbreviations: terms(`
    sr, sra, sres, dr, dra, lic, ing, arq, prof, excmo, excma, núm, no, nro, n, art, arts, inc, lit, pág, págs, p,
    pp, cap, ee, uu, ej, etc, aprox, vol, ed, cf, av, tel, ref, dpto, depto, gral, cía, rev, párr, fig, num
  `),
  months: [
    ['enero'],
    ['febrero'],
    ['marzo'],
    ['abril'],
    ['mayo'],
    ['junio'],
    ['julio'],
    ['agosto'],
    ['septiembre', 'setiembre'],
    ['octubre'],
    ['noviembre'],
    ['diciembre'],
  ],
  numbers: {
    un: 1,
    una: 1,
    uno: 1,
    dos: 2,
    tres: 3,
    cuatro: 4,
    cinco: 5,
    seis: 6,
    siete: 7,
    ocho: 8,
    nueve: 9,
    diez: 10,
    once: 11,
    doce: 12,
    quince: 15,
    dieciocho: 18,
    veinte: 20,
    veinticuatro: 24,
    treinta: 30,
    cuarenta: 40,
    'cuarenta y cinco': 45,
    sesenta: 60,
    noventa: 90,
    'ciento veinte': 120,
    'ciento ochenta': 180,
    primer: 1,
    primero: 1,
    primera: 1,
    segundo: 2,
    segunda: 2,
    tercer: 3,
    tercero: 3,
    tercera: 3,
    cuarto: 4,
    cuarta: 4,
  },
  actorNouns: terms(`
    secretaría, secretario, secretaria, comité, subcomité, comisión, subcomisión, grupo, subgrupo, ministerio,
    viceministerio, dirección, direcciones, red, consejo, foro, mesa, unidad, presidencia, vicepresidencia,
    director, directora, directores, directoras, banco, instituto, programa, oficina, agencia, coordinación,
    coordinador, coordinadora, coordinadores, delegación, delegaciones, delegado, delegada, delegados, países,
    país, estados, partes, puntos focales, punto focal, cámara, universidad, universidades, fondo, organización,
    organizaciones, alianza, asociación, asociaciones, ministro, ministra, ministros, ministras, gobierno,
    gobiernos, embajada, autoridad, autoridades, parlamento, tribunal, corte, equipo, plenaria, pleno, asamblea,
    conferencia, federación, superintendencia, presidente, presidenta, representante, representantes, miembros,
    participantes, relator, relatora, observatorio, centro, fundación, junta, cancillería, cancillerías,
    instituciones, institución, relatoría, enlaces, expertos, consultor, consultora, municipios, gerencia, gerente,
    defensoría, procuraduría, fiscalía, policía, liga, unión, comunidad, moderador, moderadora, anfitrión,
    integrantes, facilitador, colegio, cuerpo, sistema, jefes de delegación, sociedad civil, empresas, sindicatos,
    todos, todas, encuentro, directorio, plenario, cumbre, sindicato, observadores, viceministros, cónsules,
    bloque, troika, organismos, alcalde, alcaldesa, alcaldes, gobernador, gobernadora, tesorero, tesorera, tesorería,
    viceministro, viceministra, vicepresidente, vicepresidenta, jefe, jefa, embajador, embajadora, canciller,
    comisionado, comisionada, subdirector, subdirectora, subsecretario, subsecretaria, fiscal, rector, rectora,
    síndico, síndica, vocal, vocalía, municipalidades, municipalidad, ayuntamientos, ayuntamiento, alcaldías,
    alcaldía, ministerios, entidades, institutos, embajadas, consulados, donantes, cooperantes, socios, pescadores,
    productores, operadores, transportistas, empleadores, armadores, laboratorios, laboratorio, hospitales,
    agencias, administraciones, aduanas, territorios, comunidades, bancos, puntos de contacto, subsecretaría,
    presentes, asistentes, academia, escuela, mancomunidad, intendencia, gobernación, prefectura, servicio
  `),
  forumNouns: terms(`
    comité, subcomité, comisión, subcomisión, grupo, subgrupo, consejo, foro, mesa, red, plenaria, pleno, asamblea,
    conferencia, junta, parlamento, encuentro, reunión, cumbre, sesión, directorio, plenario
  `),
  groupNouns: terms(`
    países, país, estados, partes, delegaciones, miembros, participantes, puntos focales, gobiernos, autoridades,
    instituciones, integrantes, organizaciones, representantes, delegados, ministros, ministras, viceministros,
    directores, directoras, jefes de delegación, todos, todas, asistentes, expertos, organismos,
    municipalidades, municipios, ayuntamientos, alcaldías, ministerios, entidades, institutos, embajadas,
    consulados, donantes, cooperantes, socios, pescadores, productores, operadores, transportistas, empleadores,
    armadores, laboratorios, hospitales, agencias, administraciones, aduanas, territorios, comunidades, bancos,
    puntos de contacto, enlaces, alcaldes, cónsules, presentes
  `),
  nameAdjectives: terms(`
    técnica, técnico, técnicos, ejecutiva, ejecutivo, permanente, general, generales, miembros, miembro, parte,
    partes, interesados, interesadas, nacional, nacionales, regional, regionales, interinstitucional, consultivo,
    consultiva, participantes, competentes, pro, tempore, témpore, temporal, organizador, organizadora,
    coordinador, coordinadora, focales, anfitrión, sede, directivo, directiva, redactor, asesor, ad, hoc, ad-hoc,
    civil, adjunto, adjunta, signatarios, observadores, migratorias, consulares
  `),
  preamble: terms(`
    considerando, recordando, reconociendo, teniendo en cuenta, teniendo presente, tomando en cuenta, tomando nota,
    conscientes, consciente, convencidos, convencidas, convencido, preocupados, reafirmando, reiterando, visto,
    vista, vistos, vistas, destacando, subrayando, habiendo, acogiendo, en vista de, que, observando, notando,
    inspirados, animados, deseosos, guiados
  `),
  operative: terms(`
    acuerda, acuerdan, resuelve, resuelven, decide, deciden, dispone, recomienda, recomiendan, declaran, declara,
    acordaron, acordó, se acuerda, se resuelve, acuerdos, por tanto, decidió, decidieron, resolvió
  `),
  idleHeadings: terms(`
    orden del día, agenda, temario, programa, agenda de la reunión, lista de participantes, participantes,
    asistentes, asistencia, lista de asistencia, lista de documentos, índice, contenido, antecedentes, objetivos,
    objetivo, considerando, considerandos, firmas, firma, ausentes, glosario, siglas
  `),
  frames: terms(`
    derivado de, derivada de, respecto a, respecto al, respecto de, con respecto a, con respecto al, acerca de,
    acerca del, en relación con, en relación a, en relación al, en cuanto a, en cuanto al, sobre,
    para dar seguimiento, luego de, tras, después de, asimismo, así mismo, además, adicionalmente, finalmente,
    por otra parte, por otro lado, por último, igualmente, en este sentido, en ese sentido, en tal sentido,
    al respecto, por su parte, de igual manera, de igual forma, en virtud de, en consecuencia, por lo tanto,
    por tanto, también, no obstante, sin embargo, de la misma manera, a su vez, a fin de dar seguimiento,
    como resultado, en este contexto, en este marco, de común acuerdo, por unanimidad, por consenso,
    posteriormente, a propuesta de, teniendo en cuenta, tomando en cuenta, considerando, reconociendo, recordando,
    con base en, en el marco de, en el marco del, de conformidad con, en atención a, vista, visto, dado, habiendo
  `),
  decisionLabels: terms(`
    acuerdo, acuerdos, decisión, decisiones, resolución, resoluciones, recomendación, recomendaciones, compromiso,
    compromisos, acción, acciones, conclusión, conclusiones, tarea, tareas, próximos pasos, actividad, seguimiento,
    mandato, mandatos, punto de acuerdo
  `),
  noteLabels: terms(`
    nota, notas, observación, observaciones, n.b, aclaración
  `),
  statuses: terms(`
    cumplido, cumplida, hecho, realizado, realizada, completado, completada, pendiente, en proceso, en curso,
    concluido, concluida, atendido, no cumplido, finalizado, finalizada, ejecutado
  `),
  headers: {
    action: terms(`
    acción, acciones, actividad, actividades, acuerdo, acuerdos, compromiso, compromisos, tarea, tareas, decisión,
    punto de acción, puntos de acción, pendiente, pendientes, seguimiento, asunto, recomendación, medida, medidas,
    producto, descripción, próximos pasos
  `),
    who: terms(`
    responsable, responsables, a cargo, a cargo de, encargado, encargada, institución responsable,
    país responsable, entidad, entidad responsable, quién, institución, actor, ejecuta
  `),
    when: terms(`
    plazo, fecha, fecha límite, fecha de entrega, fecha de cumplimiento, vencimiento, cuándo, plazo de ejecución,
    período, cronograma, tiempo, fecha prevista, fecha compromiso, entrega, plazos, fechas
  `),
  },
};
