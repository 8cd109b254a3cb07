/*
 * What stands in an archive that a member takes away: how to read it with common tools. English and Spanish are files
 * of their own, as everywhere.
 */

/** Entry name and text. */
export const README: Readonly<Record<string, string>> = {
  'LEAME.txt': `Datos de su organización en Enlace

Este archivo contiene todo lo que su organización puede ver en Enlace: ni más ni menos que sus páginas.

Cómo se abrió: está comprimido con gzip en un archivo tar y sellado con age (https://age-encryption.org) a las llaves
de quienes lo custodian. Con las herramientas comunes:

    age -d -i LLAVE enlace-….tar.gz.age | tar xz

Qué hay dentro:

    tables/conf.….ndjson   una tabla en cada archivo, una fila JSON en cada línea, en UTF-8
    files/…                los documentos guardados; el nombre es el SHA-256 de su contenido, y la tabla
                           conf.document dice a cuál corresponde cada uno, con su nombre y su tipo
    log/own-acts.ndjson    los actos de las personas de su organización, tal como están en el registro verificable
    manifest.json          filas, columnas con su tipo, tamaño y SHA-256 de cada archivo, y el sello del registro

Cómo se leen los valores: las fechas y horas están en ISO 8601 y UTC; los enteros grandes, los números con decimales y
los valores JSON están entre comillas para que ningún lector los redondee; los bytes empiezan con \\x y siguen en
hexadecimal; null quiere decir que no hay valor.

Qué no está: contraseñas, segundos factores y sesiones nunca salen de la instalación.

Para comprobarlo: cada SHA-256 del manifiesto es el de un archivo de aquí. Los actos pueden probarse contra los sellos
que el registro publica (enlace-verify).
`,
  'README.txt': `Your organisation's data in Enlace

This archive holds everything that your organisation may see in Enlace: no more and no less than its pages.

How it was opened: it is a tar archive, compressed with gzip and sealed with age (https://age-encryption.org) to the
keys of its custodians. With common tools:

    age -d -i KEY enlace-….tar.gz.age | tar xz

What is inside:

    tables/conf.….ndjson   one table in each file, one JSON row in each line, in UTF-8
    files/…                the stored documents; the name is the SHA-256 of the content, and the table
                           conf.document says which is which, with its name and type
    log/own-acts.ndjson    the acts of your organisation's people, as they are in the verifiable log
    manifest.json          rows, columns with their types, size and SHA-256 of each file, and the signed head of the log

How to read values: dates and times are ISO 8601 in UTC; large integers, numbers with decimals and JSON values are
quoted so that no reader rounds them; bytes begin with \\x and go on in hexadecimal; null means that there is no value.

What is not here: passwords, second factors and sessions never leave the installation.

To check it: each SHA-256 of the manifest is that of a file here. The acts can be proved against the heads that the
log publishes (enlace-verify).
`,
};
