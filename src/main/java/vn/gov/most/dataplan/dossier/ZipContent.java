package vn.gov.most.dataplan.dossier;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** A ZIP in memory. Its number of entries and their unpacked sizes are limited. */
final class ZipContent implements Closeable {

    private static final int MOST_ENTRIES = 2_000;
    private static final long LARGEST_ENTRY = 100L << 20;
    private static final long LARGEST_SUM = 300L << 20;

    /** Tables full of zeros compress to about a hundredth. */
    private static final int HIGHEST_RATIO = 200;

    private static final long RATIO_COUNTS_FROM = 1L << 20;
    private static final int LONGEST_NAME = 500;
    private static final String TYPES = "[Content_Types].xml";

    private final ZipFile zip;
    private final Patience patience;
    private final List<ZipArchiveEntry> entries;

    ZipContent(byte[] content, Patience patience) throws NotAllowed, IOException {
        this.patience = patience;
        zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(content))
                .get();
        entries = Collections.list(zip.getEntries());
        check();
    }

    ZipFile zip() {
        return zip;
    }

    boolean isOfficeFile() {
        return zip.getEntry(TYPES) != null;
    }

    private void check() throws NotAllowed, IOException {
        if (entries.size() > MOST_ENTRIES) {
            throw new NotAllowed("bên trong có %d tệp; tối đa %d.".formatted(entries.size(), MOST_ENTRIES));
        }
        Set<String> names = new HashSet<>();
        long sum = 0;
        for (ZipArchiveEntry entry : entries) {
            String name = entry.getName();
            if (!names.add(name.toLowerCase(Locale.ROOT)) || !isPathInside(name) || entry.isUnixSymlink()) {
                throw new NotAllowed("bên trong có tên hoặc đường dẫn không hợp lệ.");
            } else if (entry.getGeneralPurposeBit().usesEncryption()) {
                throw new NotAllowed("đặt mật khẩu; bỏ mật khẩu rồi tải lại.");
            }
            sum += copy(entry, OutputStream.nullOutputStream());
            if (sum > LARGEST_SUM) {
                throw tooLarge();
            }
        }
    }

    private static boolean isPathInside(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST_NAME
                && !name.startsWith("/")
                && !name.contains("\\")
                && !name.contains(":")
                && name.chars().noneMatch(Character::isISOControl)
                && List.of(name.split("/")).stream().noneMatch(part -> part.equals("..") || part.equals("."));
    }

    private static NotAllowed tooLarge() {
        return new NotAllowed("giải nén ra quá lớn; tối đa %d MB và %d lần cỡ của tệp nén."
                .formatted(LARGEST_SUM >> 20, HIGHEST_RATIO));
    }

    /** Counts the bytes, because the size stated by the entry may be false. */
    private long copy(ZipArchiveEntry entry, OutputStream to) throws NotAllowed, IOException {
        long count = 0;
        byte[] buffer = new byte[64 << 10];
        try (InputStream in = zip.getInputStream(entry)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                patience.check();
                count += read;
                boolean isBomb =
                        count > RATIO_COUNTS_FROM && count / HIGHEST_RATIO > Math.max(1, entry.getCompressedSize());
                if (count > LARGEST_ENTRY || isBomb) {
                    throw tooLarge();
                }
                to.write(buffer, 0, read);
            }
        }
        return count;
    }

    /** Takes each file of the ZIP. */
    interface Each {
        void take(String name, byte[] content) throws NotAllowed, IOException;
    }

    void each(Each then) throws NotAllowed, IOException {
        boolean isEmpty = true;
        for (ZipArchiveEntry entry : new ArrayList<>(entries)) {
            if (!entry.isDirectory()) {
                isEmpty = false;
                then.take(entry.getName(), bytes(entry));
            }
        }
        if (isEmpty) {
            throw new NotAllowed("bên trong không có tệp nào.");
        }
    }

    private byte[] bytes(ZipArchiveEntry entry) throws NotAllowed, IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        copy(entry, bytes);
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
