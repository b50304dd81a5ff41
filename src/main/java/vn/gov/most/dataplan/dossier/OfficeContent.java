package vn.gov.most.dataplan.dossier;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackageRelationship;
import org.apache.poi.openxml4j.opc.PackagingURIHelper;
import org.apache.poi.openxml4j.opc.TargetMode;
import org.apache.poi.openxml4j.util.ZipFileZipEntrySource;
import org.apache.poi.util.XMLHelper;
import vn.gov.most.dataplan.engine.TypedText;

/** Checks a DOCX or XLSX for active, embedded and remote content, and extracts the text of its first page. */
final class OfficeContent {

    private static final Map<String, Kind> MAIN = Map.of(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", Kind.DOCX,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", Kind.XLSX);

    private static final List<String> ACTS = List.of("macro", "vba", "intlmacrosheet");
    private static final List<String> EMBEDDED = List.of("oleobject", "activex", "ms-package");

    /**
     * The external targets that are allowed: links that a reader clicks, and workbooks whose last values are cached.
     */
    private static final Set<String> MAY_LIE_ELSEWHERE =
            Set.of("hyperlink", "externalLinkPath", "externalLinkPathMissing");

    private static final Set<String> NO = Set.of("0", "false", "off");

    private static final int PARAGRAPHS = 80;
    private static final int ROWS = 200;
    private static final int HEADER = 1_000;

    private OfficeContent() {}

    static Kind kind(ZipContent zip) throws NotAllowed {
        List<Kind> kinds = new ArrayList<>();
        try {
            for (PackagePart part : open(zip).getParts()) {
                checkType(part);
                if (MAIN.containsKey(part.getContentType())) {
                    kinds.add(MAIN.get(part.getContentType()));
                }
            }
        } catch (OpenXML4JException damaged) {
            throw NotAllowed.damaged();
        }
        if (kinds.size() != 1) {
            throw new NotAllowed("nội dung không phải %s.".formatted(Kind.ALLOWED));
        }
        return kinds.get(0);
    }

    /** Opens it for reading only, so only the ZIP must be closed. */
    private static OPCPackage open(ZipContent zip) throws OpenXML4JException {
        return OPCPackage.open(new ZipFileZipEntrySource(zip.zip()));
    }

    private static void checkType(PackagePart part) throws NotAllowed {
        String what = (part.getContentType() + " " + part.getPartName().getName()).toLowerCase(Locale.ROOT);
        if (ACTS.stream().anyMatch(what::contains)) {
            throw new NotAllowed("có macro; lưu lại thành tệp không có macro.");
        } else if (EMBEDDED.stream().anyMatch(what::contains) || what.matches(".*/embeddings/.*\\.bin")) {
            throw new NotAllowed("có đối tượng nhúng (OLE, ActiveX); bỏ đối tượng đó rồi tải lại.");
        }
    }

    /** @return the text of its first page or sheet, one paragraph or cell per line */
    static String check(ZipContent zip, Kind kind, Inspection inspection, int depth) throws NotAllowed, IOException {
        try {
            OPCPackage document = open(zip);
            checkLinks(document.getRelationships());
            PackagePart main = null;
            for (PackagePart part : document.getParts()) {
                if (!part.isRelationshipPart()) {
                    checkLinks(part.getRelationships());
                }
                if (MAIN.get(part.getContentType()) == kind) {
                    main = part;
                }
                checkInside(part, inspection, depth);
            }
            return kind == Kind.DOCX ? firstPage(document, main) : firstSheet(document, main);
        } catch (OpenXML4JException | XMLStreamException damaged) {
            throw NotAllowed.damaged();
        }
    }

    private static void checkLinks(Iterable<PackageRelationship> links) throws NotAllowed {
        for (PackageRelationship link : links) {
            String type = link.getRelationshipType().replaceFirst(".*/", "");
            if (link.getTargetMode() == TargetMode.EXTERNAL && !MAY_LIE_ELSEWHERE.contains(type)) {
                throw new NotAllowed(
                        "khi mở sẽ lấy nội dung từ nơi khác (%s); bỏ liên kết đó rồi tải lại.".formatted(type));
            }
        }
    }

    /**
     * Inspects embedded files, such as the workbook behind a chart, in the same way, and refuses links to other
     * applications.
     */
    private static void checkInside(PackagePart part, Inspection inspection, int depth)
            throws NotAllowed, IOException, XMLStreamException {
        String name = part.getPartName().getName();
        if (name.contains("/embeddings/")) {
            try (InputStream in = part.getInputStream()) {
                inspection.within(name.replaceFirst(".*/", ""), in.readAllBytes(), depth);
            }
        } else if (name.contains("/externalLinks/") && name.endsWith(".xml")) {
            read(part, xml -> !Set.of("ddeLink", "oleLink").contains(xml.getLocalName()), null);
        }
    }

    private static String firstPage(OPCPackage document, PackagePart main)
            throws OpenXML4JException, IOException, XMLStreamException, NotAllowed {
        StringBuilder text = new StringBuilder();
        for (PackagePart part : document.getParts()) {
            if (part.getContentType().matches(".*\\.(header|footer)\\+xml")) {
                words(part, text);
            }
        }
        words(main, text);
        return text.toString();
    }

    /** The text of the first page and a little more. */
    private static void words(PackagePart part, StringBuilder text) throws IOException, XMLStreamException, NotAllowed {
        int[] paragraphs = {0};
        boolean[] isField = {false};
        boolean[] isInCapitals = {false};
        read(
                part,
                xml -> {
                    switch (xml.getLocalName()) {
                        case "instrText" -> isField[0] = true;
                        // A text box is inside a paragraph, but its text has lines of its own
                        case "p", "br", "cr" -> text.append('\n');
                        case "r" -> isInCapitals[0] = false;
                        case "caps" ->
                            isInCapitals[0] = !NO.contains(Objects.toString(xml.getAttributeValue(null, "val"), ""));
                        case "tab" -> text.append(' ');
                        default -> {}
                    }
                    return true;
                },
                (xml, ended) -> {
                    if (xml.isCharacters() && isField[0]) {
                        String field = xml.getText().strip().toUpperCase(Locale.ROOT);
                        if (field.startsWith("DDE")) {
                            throw new NotAllowed("có lệnh gọi chương trình khác (DDE); bỏ lệnh đó rồi tải lại.");
                        }
                    } else if (xml.isCharacters() && paragraphs[0] < PARAGRAPHS) {
                        text.append(isInCapitals[0] ? xml.getText().toUpperCase(Locale.ROOT) : xml.getText());
                    } else if ("instrText".equals(ended)) {
                        isField[0] = false;
                    } else if ("p".equals(ended)) {
                        text.append('\n');
                        paragraphs[0]++;
                    }
                });
        text.append('\n');
    }

    private static String firstSheet(OPCPackage document, PackagePart workbook)
            throws OpenXML4JException, IOException, XMLStreamException, NotAllowed {
        String[] first = {null};
        read(
                workbook,
                xml -> {
                    if (xml.getLocalName().equals("sheet") && first[0] == null) {
                        for (int i = 0; i < xml.getAttributeCount(); i++) {
                            if (xml.getAttributeLocalName(i).equals("id")) {
                                first[0] = xml.getAttributeValue(i);
                            }
                        }
                    }
                    return true;
                },
                null);
        PackageRelationship sheet = first[0] == null ? null : workbook.getRelationship(first[0]);
        if (sheet == null) {
            throw NotAllowed.damaged();
        }
        StringBuilder text = new StringBuilder();
        Set<Integer> shared = cells(document.getPart(PackagingURIHelper.createPartName(sheet.getTargetURI())), text);
        for (PackagePart part : document.getParts()) {
            if (part.getContentType().endsWith(".sharedStrings+xml")) {
                shared(part, shared, text);
            }
        }
        return text.toString();
    }

    /** @return the indexes of its shared strings */
    private static Set<Integer> cells(PackagePart sheet, StringBuilder text)
            throws IOException, XMLStreamException, NotAllowed {
        Set<Integer> shared = new HashSet<>();
        int[] rows = {0};
        boolean[] isShared = {false};
        String[] in = {""};
        read(
                sheet,
                xml -> {
                    in[0] = xml.getLocalName();
                    if (in[0].equals("row")) {
                        rows[0]++;
                    } else if (in[0].equals("c")) {
                        isShared[0] = "s".equals(xml.getAttributeValue(null, "t"));
                    }
                    return true;
                },
                (xml, ended) -> {
                    if (xml.isCharacters() && rows[0] <= ROWS && in[0].equals("v") && isShared[0]) {
                        String number = xml.getText().strip();
                        if (number.matches("\\d{1,9}")) {
                            shared.add(Integer.valueOf(number));
                        }
                    } else if (xml.isCharacters() && rows[0] <= ROWS && in[0].equals("t")) {
                        text.append(xml.getText()).append('\n');
                    } else if (xml.isCharacters() && in[0].matches("(odd|even|first)(Header|Footer)")) {
                        text.append(TypedText.begin(xml.getText(), HEADER)
                                        .replaceAll("&[LCR]", "\n")
                                        .replaceAll("&\"[^\"]*\"|&\\d+|&K[0-9A-F]{6}|&[A-Z]", ""))
                                .append('\n');
                    } else if (ended != null) {
                        in[0] = "";
                    }
                });
        return shared;
    }

    private static void shared(PackagePart part, Set<Integer> wanted, StringBuilder text)
            throws IOException, XMLStreamException, NotAllowed {
        int[] number = {-1};
        read(
                part,
                xml -> {
                    number[0] += xml.getLocalName().equals("si") ? 1 : 0;
                    return true;
                },
                (xml, ended) -> {
                    if (xml.isCharacters() && wanted.contains(number[0])) {
                        text.append(xml.getText());
                    } else if ("si".equals(ended) && wanted.contains(number[0])) {
                        text.append('\n');
                    }
                });
    }

    private interface Begun {
        /** False if this element is forbidden. */
        boolean isAllowed(XMLStreamReader xml);
    }

    private interface Other {
        /** @param ended the name of the element that ends; null for text */
        void meet(XMLStreamReader xml, String ended) throws NotAllowed;
    }

    private static void read(PackagePart part, Begun begun, Other other)
            throws IOException, XMLStreamException, NotAllowed {
        try (InputStream in = part.getInputStream()) {
            XMLStreamReader xml = XMLHelper.newXMLInputFactory().createXMLStreamReader(in);
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT && !begun.isAllowed(xml)) {
                    throw new NotAllowed("có liên kết gọi chương trình khác (DDE); bỏ liên kết đó rồi tải lại.");
                } else if (event == XMLStreamConstants.END_ELEMENT && other != null) {
                    other.meet(xml, xml.getLocalName());
                } else if (event == XMLStreamConstants.CHARACTERS && other != null) {
                    other.meet(xml, null);
                }
            }
        }
    }
}
